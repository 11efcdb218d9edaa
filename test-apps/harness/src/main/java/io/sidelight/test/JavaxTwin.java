package io.sidelight.test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the {@code javax} twin of a compiled {@code jakarta} application, so that one test
 * application serves both name spaces.
 *
 * <p>All names in a class file, types, descriptors, signatures, annotations and string constants,
 * are UTF-8 entries of its constant pool (JVMS 4.4.7), and everything else refers to them by index.
 * Changing the entries is therefore enough.
 */
public final class JavaxTwin {

  private static final List<String> RENAMED =
      List.of(
          "jakarta/servlet/",
          "jakarta.servlet.",
          "jakarta/transaction/",
          "jakarta.transaction.",
          "jakarta/websocket/",
          "jakarta.websocket.",
          "jakarta/validation/",
          "jakarta.validation.",
          "jakarta/ws/rs/",
          "jakarta.ws.rs.");

  private static final int MAGIC = 0xCAFEBABE;

  private JavaxTwin() {}

  /**
   * Copies a folder of classes and resources; renames in class files, and in names and contents of
   * service files.
   *
   * @return the target folder, created if absent
   */
  public static Path of(Path classes, Path target) {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(renamed(classes.relativize(file).toString()));
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.write(copy, twin(file));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + classes, e);
    }
  }

  private static byte[] twin(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (file.toString().endsWith(".class")) {
      return classFile(content);
    }
    if (file.toString().contains("META-INF")) {
      String text = new String(content, StandardCharsets.UTF_8);
      return renamed(text).getBytes(StandardCharsets.UTF_8);
    }
    return content;
  }

  static byte[] classFile(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length);
    DataOutputStream out = new DataOutputStream(bytes);
    int magic = in.readInt();
    if (magic != MAGIC) {
      throw new IOException("not a class file");
    }
    out.writeInt(magic);
    out.writeInt(in.readInt()); // versions
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == 1) {
        out.writeUTF(renamed(in.readUTF()));
      } else {
        out.write(in.readNBytes(sizeOf(tag)));
      }
      if (tag == 5 || tag == 6) {
        index++; // long and double take two places (JVMS 4.4.5)
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }

  /** Bytes after the tag (JVMS table 4.4-A). */
  private static int sizeOf(int tag) throws IOException {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2; // Class, String, MethodType, Module, Package
      case 15 -> 3; // MethodHandle
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // Integer, Float, references, NameAndType, Dynamic
      case 5, 6 -> 8; // Long, Double
      default -> throw new IOException("unknown constant pool tag " + tag);
    };
  }

  static String renamed(String text) {
    String result = text;
    for (String prefix : RENAMED) {
      result = result.replace(prefix, "javax" + prefix.substring("jakarta".length()));
    }
    return result;
  }
}
