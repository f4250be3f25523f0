package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem where Spring MVC is not there to do it: in filters. */
@Component
class ProblemWriter {
  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    ProblemDetail detail = Problems.detail(problem);
    response.setStatus(detail.getStatus());
    Problems.headers(problem).forEach(response::setHeader);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getOutputStream().write(json.writeValueAsBytes(detail));
  }

  static Problem forbidden() {
    return Problem.forbidden("Only an operator of the platform may do this.");
  }

  static Problem notFound() {
    return Problem.notFound("page");
  }
}
