package dev.slipway.backend.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * What Tomcat refuses by itself, before there is a request for anybody: in our form, without its
 * name.
 */
public final class ProblemValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null
        || !status.isError()
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      // Only constants: nothing of the request comes back.
      response
          .getReporter()
          .write(
              """
              {"type":"/problems/%s","title":"%s","status":%d,"detail":"The request was not understood."}\
              """
                  .formatted(Problems.type(status), status.getReasonPhrase(), status.value()));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      log.debug("The client is gone before it heard {}", status.name().toLowerCase(Locale.ROOT), e);
    }
  }
}
