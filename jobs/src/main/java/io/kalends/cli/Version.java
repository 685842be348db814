package io.kalends.cli;

import picocli.CommandLine.IVersionProvider;

/** {@code kalends --version}: the release, from the jar's manifest. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"kalends " + number() + " (Java " + Runtime.version().feature() + ")"};
  }

  static String number() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
