package io.kalends.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat refuses by itself, before it is anybody's request: a line that is no HTTP, a path
 * that cannot be decoded, headers without end. A problem like every other, in place of a page of
 * HTML.
 */
public final class NotHttp extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable cause) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    try {
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            """
            {"status":%d,"title":"Refused","detail":"this is no request that the server can read","mend":"send HTTP/1.1, percent-encode the path, and keep all headers together below 16 KB"}\
            """
                .formatted(status));
        response.finishResponse();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
