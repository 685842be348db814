package io.kalends.bootstrap.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks a tar archive compressed by xz: files, directories and symbolic links, which is what the
 * PostgreSQL binaries consist of. Anything else in it is an error, not something to skip.
 */
final class Tar {
  private static final int BLOCK = 512;

  private final InputStream in;
  private final Path root;

  private Tar(InputStream in, Path root) {
    this.in = in;
    this.root = root;
  }

  static void unpack(InputStream compressed, Path root) throws IOException {
    try (InputStream in = new BufferedInputStream(new XZInputStream(compressed), 1 << 16)) {
      Tar tar = new Tar(in, root);
      while (tar.unpackEntry()) {
        // one entry after another
      }
    }
  }

  private boolean unpackEntry() throws IOException {
    byte[] header = in.readNBytes(BLOCK);
    if (header.length < BLOCK || header[0] == 0) {
      return false;
    }
    Entry entry = Entry.of(header);
    Path path = root.resolve(entry.name).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("the archive has an entry outside of itself: " + entry.name);
    }
    switch (entry.type) {
      case '5' -> Files.createDirectories(path);
      case '2' -> Files.createSymbolicLink(parentOf(path), Path.of(entry.link));
      case '0', '\0' -> unpackFile(path, entry);
      default ->
          throw new IOException("entry %s is of type '%c'".formatted(entry.name, entry.type));
    }
    return true;
  }

  private void unpackFile(Path path, Entry entry) throws IOException {
    try (var out = Files.newOutputStream(parentOf(path))) {
      byte[] buffer = new byte[1 << 16];
      for (long left = entry.size; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("the archive ends within " + entry.name);
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    in.skipNBytes((BLOCK - entry.size % BLOCK) % BLOCK);
    String mode = (entry.mode & 0b001_000_000) == 0 ? "rw-r--r--" : "rwxr-xr-x";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static Path parentOf(Path path) throws IOException {
    Files.createDirectories(path.resolveSibling("."));
    return path;
  }

  private record Entry(String name, int mode, long size, char type, String link) {
    static Entry of(byte[] header) {
      String name = text(header, 0, 100);
      String prefix = text(header, 345, 155);
      return new Entry(
          prefix.isEmpty() ? name : prefix + "/" + name,
          (int) octal(header, 100, 8),
          octal(header, 124, 12),
          (char) header[156],
          text(header, 157, 100));
    }

    private static long octal(byte[] header, int from, int length) {
      String digits = text(header, from, length).strip();
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] header, int from, int length) {
      int end = from;
      while (end < from + length && header[end] != 0) {
        end++;
      }
      return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
  }
}
