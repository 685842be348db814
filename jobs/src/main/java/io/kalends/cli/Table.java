package io.kalends.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligned columns: two spaces between, head in bold, numbers to the right, no lines around. On a
 * terminal that is too narrow the last column is cut with …; elsewhere nothing is ever cut.
 */
final class Table {
  /** One cell; its width is that of the text, whatever the colour. */
  record Cell(String text, Style style) {
    Cell {
      text = Human.visible(text);
    }

    static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }

    int width() {
      return text.codePointCount(0, text.length());
    }
  }

  private static final int NARROWEST = 8;

  private final String[] heads;
  private final boolean[] right;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A head that begins with {@code >} stands over numbers and is aligned to the right. */
  Table(String... heads) {
    this.right = new boolean[heads.length];
    this.heads = new String[heads.length];
    for (int i = 0; i < heads.length; i++) {
      right[i] = heads[i].startsWith(">");
      this.heads[i] = right[i] ? heads[i].substring(1) : heads[i];
    }
  }

  Table row(Object... cells) {
    if (cells.length != heads.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + heads.length + " columns");
    }
    rows.add(
        Arrays.stream(cells)
            .map(each -> each instanceof Cell c ? c : Cell.of(each.toString()))
            .toList());
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void print(Terminal terminal, String indent) {
    var widths = widths();
    int before = indent.length();
    for (int i = 0; i < widths.length - 1; i++) {
      before += widths[i] + 2;
    }
    int last = Math.max(NARROWEST, terminal.width() - before);
    if (Arrays.stream(heads).anyMatch(each -> !each.isEmpty())) {
      var head = Arrays.stream(heads).map(each -> new Cell(each, Style.STRONG)).toList();
      terminal.out().println(indent + line(head, widths, last, terminal));
    }
    for (var row : rows) {
      terminal.out().println(indent + line(row, widths, last, terminal));
    }
  }

  private int[] widths() {
    var widths = Arrays.stream(heads).mapToInt(String::length).toArray();
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).width());
      }
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, int last, Terminal terminal) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      var cell = cells.get(i);
      boolean end = i == widths.length - 1;
      var text = end && cell.width() > last ? Human.shorten(cell.text(), last) : cell.text();
      var blank = " ".repeat(Math.max(0, widths[i] - cell.width()));
      var painted = terminal.paint(cell.style(), text);
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? blank + painted : end ? painted : painted + blank);
    }
    return line.toString().stripTrailing();
  }
}
