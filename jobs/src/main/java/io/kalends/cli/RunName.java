package io.kalends.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a run is called: as Kubernetes calls its objects, so that it can be typed again. */
final class RunName implements ITypeConverter<String> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,126}[a-z0-9])?");

  @Override
  public String convert(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new TypeConversionException(
          "'%s' is no name of a run; use up to 128 of a-z, 0-9, '-' and '.'".formatted(text));
    }
    return text;
  }
}
