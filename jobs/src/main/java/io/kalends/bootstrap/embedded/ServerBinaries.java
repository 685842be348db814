package io.kalends.bootstrap.embedded;

import io.kalends.domain.KalendsException.Misconfigured;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** PostgreSQL's programs, unpacked from a jar of io.zonky.test.postgres, once. */
public final class ServerBinaries {
  private ServerBinaries() {}

  /** Unpacks the ones on the class path below {@code directory}; returns where they are. */
  public static Path fromClassPath(Path directory) throws IOException {
    return unpack(requireOnClassPath(), directory);
  }

  /** The image has none, and no directory that could be written: that is no reason to try. */
  public static URL requireOnClassPath() {
    URL archive = ServerBinaries.class.getResource("/" + archiveName());
    if (archive == null) {
      throw new Misconfigured(
          "no embedded PostgreSQL for %s on %s in this program"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          "Use a server of your own: set KALENDS_URL or pass --url.");
    }
    return archive;
  }

  /** Likewise from a jar that is not on the class path: another major version, for the tests. */
  public static Path fromJar(Path jar, Path directory) throws IOException {
    return unpack(
        URI.create("jar:" + jar.toAbsolutePath().toUri() + "!/" + archiveName()).toURL(),
        directory);
  }

  private static String archiveName() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return "postgres-linux-%s.txz"
        .formatted(arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64");
  }

  /** The directory bears the archive's checksum, so an update is another directory. */
  private static Path unpack(URL archive, Path directory) throws IOException {
    var connection = (JarURLConnection) archive.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      Path home = directory.resolve("postgres-%08x".formatted(connection.getJarEntry().getCrc()));
      if (!Files.isDirectory(home)) {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempDirectory(directory, "unpacking-");
        Path root = Files.createDirectory(unfinished.resolve("postgres"));
        Tar.unpack(in, root);
        moveUnlessThere(root, home);
        Directories.delete(unfinished);
      }
      return home;
    }
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    try {
      Files.move(from, to);
    } catch (FileAlreadyExistsException e) {
      // another process was faster; ours is thrown away with its parent
    }
  }
}
