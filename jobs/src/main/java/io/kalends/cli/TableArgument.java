package io.kalends.cli;

import io.kalends.domain.KalendsException;
import io.kalends.domain.TableName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a table's name as PostgreSQL does: folded to lower case unless in double quotes. */
final class TableArgument implements ITypeConverter<TableName> {
  @Override
  public TableName convert(String text) {
    try {
      return TableName.parse(text);
    } catch (KalendsException.BadInput e) {
      throw new TypeConversionException(e.getMessage() + "; " + e.mend());
    }
  }
}
