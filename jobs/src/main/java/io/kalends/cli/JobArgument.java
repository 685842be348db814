package io.kalends.cli;

import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a job's name, and lists the names for help and completion. */
final class JobArgument implements ITypeConverter<JobName>, Iterable<String> {
  @Override
  public JobName convert(String text) {
    try {
      return JobName.parse(text);
    } catch (KalendsException.BadInput e) {
      throw new TypeConversionException(e.getMessage() + "; " + e.mend());
    }
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(JobName.values()).map(JobName::text).iterator();
  }
}
