package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  private static Table sample() {
    return new Table("NAME", ">SIZE", "NOTE")
        .row("a", "8.0 kB", "short")
        .row("Ünïcode", "12 MB", "a note that is much longer than the terminal is wide");
  }

  @Test
  void alignsColumnsAndNumbers() {
    var captured = Captured.pipe();
    sample().print(captured.terminal, "  ");
    assertThat(captured.out())
        .isEqualTo(
            """
              NAME       SIZE  NOTE
              a        8.0 kB  short
              Ünïcode   12 MB  a note that is much longer than the terminal is wide
            """);
  }

  @Test
  void cutsOnlyTheLastColumnAndOnlyOnANarrowTerminal() {
    var captured = Captured.terminal(40);
    sample().print(captured.terminal.withoutColours(), "");
    assertThat(captured.out().lines()).allMatch(line -> line.length() <= 40);
    assertThat(captured.out()).contains("a note that is much lo…");
  }

  @Test
  void coloursDoNotMoveColumns() {
    var captured = Captured.terminal(80);
    new Table("A", "B")
        .row(new Table.Cell("x", Style.BAD), "y")
        .row("long", "z")
        .print(captured.terminal, "");
    var plain = captured.out().replaceAll("\u001b\\[[0-9]*m", "");
    assertThat(plain).isEqualTo("A     B\nx     y\nlong  z\n");
  }
}
