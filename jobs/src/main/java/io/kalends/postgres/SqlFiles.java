package io.kalends.postgres;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The SQL files that this program was built with, as one fingerprint and one version. */
public final class SqlFiles {

  private SqlFiles() {}

  private record Entry(String name, long checksum) {}

  /**
   * Changes when any file of {@code schema} or {@code functions} does. Reads the table of contents
   * of the program's jar, not the files.
   */
  public static String fingerprint() {
    CRC32 sum = new CRC32();
    List<Entry> entries = entries();
    entries.stream()
        .sorted(Comparator.comparing(Entry::name))
        .forEach(
            entry ->
                sum.update((entry.name() + entry.checksum()).getBytes(StandardCharsets.UTF_8)));
    return "%08x-%d".formatted(sum.getValue(), entries.size());
  }

  /** The highest number of the files in {@code schema}. */
  public static int version() {
    return entries().stream()
        .map(entry -> entry.name().replaceFirst(".*/V0*(\\d+)__.*|.*", "$1"))
        .filter(number -> !number.isEmpty())
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  private static List<Entry> entries() {
    try {
      Path program =
          Path.of(SqlFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(program) ? ofDirectory(program) : ofJar(program);
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot read the SQL files of this program", e);
    }
  }

  private static List<Entry> ofJar(Path program) throws IOException {
    try (JarFile jar = new JarFile(program.toFile())) {
      return jar.stream()
          .filter(entry -> isSql(entry.getName()))
          .map((JarEntry entry) -> new Entry(entry.getName(), entry.getCrc()))
          .toList();
    }
  }

  private static List<Entry> ofDirectory(Path program) throws IOException {
    try (Stream<Path> files = Files.walk(program, 2)) {
      return files
          .filter(file -> isSql(name(program, file)))
          .map(file -> new Entry(name(program, file), checksum(file)))
          .toList();
    }
  }

  private static String name(Path program, Path file) {
    return program.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isSql(String name) {
    return name.endsWith(".sql") && (name.startsWith("schema/") || name.startsWith("functions/"));
  }

  private static long checksum(Path file) {
    CRC32 sum = new CRC32();
    try {
      sum.update(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
    return sum.getValue();
  }
}
