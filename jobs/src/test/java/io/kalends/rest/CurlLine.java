package io.kalends.rest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a document that calls curl, each word of it read as a shell and curl read it. */
record CurlLine(String text) {
  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"']+)");

  /** All of a document; a line that ends with a backslash goes on. */
  static List<CurlLine> all(String document) {
    return document
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith("curl "))
        .map(CurlLine::new)
        .toList();
  }

  /** The request that it stands for, to another place and with a real token. */
  HttpRequest.Builder request(String place, String token) {
    List<String> words = words();
    HttpRequest.Builder request = HttpRequest.newBuilder();
    String method = "GET";
    String body = "";
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-X" -> method = words.get(++i);
        case "-d" -> body = words.get(++i);
        case "-H" -> {
          String[] header = words.get(++i).replace("YOUR_TOKEN", token).split(": ", 2);
          request.header(header[0], header[1]);
        }
        default -> {
          if (words.get(i).startsWith("-")) {
            throw new IllegalArgumentException("what is " + words.get(i) + " in " + text);
          }
          request.uri(URI.create(words.get(i).replace("http://localhost:3001", place)));
        }
      }
    }
    return request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      for (int group = 1; group <= 3; group++) {
        if (word.group(group) != null) {
          words.add(word.group(group));
        }
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return text;
  }
}
