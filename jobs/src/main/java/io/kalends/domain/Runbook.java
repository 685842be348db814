package io.kalends.domain;

import io.kalends.domain.KalendsException.Misconfigured;

/**
 * Where the pages of docs/runbook can be read in a browser.
 *
 * @param url in front of {@code create.md#gap}; empty: links stay relative to the repository
 */
public record Runbook(String url) {
  private static final String FOLDER = "docs/runbook/";

  public Runbook {
    if (!url.isEmpty() && !url.matches("https?://[^\\s\"'<>#]+")) {
      throw new Misconfigured(
          "setting kalends.runbook-url is '%s'".formatted(url),
          "give the address of a folder of web pages, as in https://wiki.example.org/kalends/");
    }
    url = url.isEmpty() || url.endsWith("/") ? url : url + "/";
  }

  /** {@code docs/runbook/create.md#gap}, with the address in front if there is one. */
  public String link(String path) {
    return !url.isEmpty() && path.startsWith(FOLDER) ? url + path.substring(FOLDER.length()) : path;
  }
}
