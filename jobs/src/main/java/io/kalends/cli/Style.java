package io.kalends.cli;

/** The few colours, by meaning. Text says the same without them. */
enum Style {
  PLAIN(""),
  GOOD("32"),
  WARN("33"),
  BAD("31"),
  STRONG("1"),
  FAINT("2");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String paint(String text, boolean colours) {
    return !colours || code.isEmpty() || text.isEmpty()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
