package io.sidelight.core.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The two packages in which the Java EE interfaces exist. Advice is written for {@code javax.*};
 * for {@code jakarta.*} every name in its constant pool is renamed as it is loaded. Immutable.
 */
enum NameSpace {
  JAVAX("javax"),
  JAKARTA("jakarta");

  /** The packages that moved and that advice may name. */
  private static final String[] MOVED = {"servlet", "websocket"};

  final String label;

  NameSpace(String label) {
    this.label = label;
  }

  static NameSpace of(String label) {
    return label.equals(JAKARTA.label) ? JAKARTA : JAVAX;
  }

  /** Renames every name of a moved package, with slashes or with dots, in {@code text}. */
  String rename(String text) {
    if (this == JAVAX || !text.contains("javax")) {
      return text;
    }
    String renamed = text;
    for (String moved : MOVED) {
      renamed = renamed.replace("javax/" + moved + "/", "jakarta/" + moved + "/");
      renamed = renamed.replace("javax." + moved + ".", "jakarta." + moved + ".");
    }
    return renamed;
  }

  /** Whether a class file names anything of the packages that moved, in this name space. */
  boolean isMentionedIn(ClassFile file) {
    for (String moved : MOVED) {
      if (file.mentions((label + "/" + moved + "/").getBytes(StandardCharsets.US_ASCII))) {
        return true;
      }
    }
    return false;
  }

  /** Renames the names in a class file; all of them are UTF-8 constants (JVMS 4.4.7). */
  byte[] rename(byte[] classFile) throws IOException {
    if (this == JAVAX) {
      return classFile;
    }
    ClassFile file = new ClassFile(classFile);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + 256);
    DataOutputStream out = new DataOutputStream(bytes);
    int copied = 0;
    for (int i = 1; i < file.constants(); i++) {
      int at = file.utf8At(i);
      if (at > 0) {
        String text = file.utf8(i);
        String renamed = rename(text);
        if (!renamed.equals(text)) {
          out.write(classFile, copied, at - copied);
          out.writeUTF(renamed);
          copied = at + 2 + file.u2(at);
        }
      }
    }
    out.write(classFile, copied, classFile.length - copied);
    return bytes.toByteArray();
  }
}
