package io.sidelight.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class FoldersTest {
  private static final byte[] CONTENT = "content".getBytes(US_ASCII);

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectory(parent.resolve("folder"));
  }

  @Test
  void unpacksFilesLinksAndExecutableBits() throws Exception {
    TarArchiveEntry link = new TarArchiveEntry("lib/link", TarConstants.LF_SYMLINK);
    link.setLinkName("../bin/program");

    Folders.unpack(archive(file("bin/program", 0755), file("data", 0644), link), folder);

    assertTrue(Files.isExecutable(folder.resolve("bin/program")));
    assertFalse(Files.isExecutable(folder.resolve("data")));
    assertEquals(Path.of("../bin/program"), Files.readSymbolicLink(folder.resolve("lib/link")));
    assertEquals("content", Files.readString(folder.resolve("lib/link")));
  }

  @Test
  void refusesEntriesThatLeadOutside() throws Exception {
    InputStream archive = archive(file("../outside", 0644));

    assertThrows(IOException.class, () -> Folders.unpack(archive, folder));
    assertFalse(Files.exists(parent.resolve("outside")));
  }

  @Test
  void deletesLinksButNotWhatTheyLeadTo() throws Exception {
    Path outside = Files.createDirectory(parent.resolve("outside"));
    Files.write(outside.resolve("kept"), CONTENT);
    Files.createSymbolicLink(folder.resolve("link"), outside);

    Folders.delete(folder);
    Folders.delete(folder);

    assertFalse(Files.exists(folder));
    assertTrue(Files.exists(outside.resolve("kept")));
  }

  private static TarArchiveEntry file(String name, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(CONTENT.length);
    return entry;
  }

  private static InputStream archive(TarArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        if (entry.isFile() && !entry.isSymbolicLink()) {
          tar.write(CONTENT);
        }
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
