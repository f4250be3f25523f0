package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Sha256;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.web.Idempotency.Answer;
import dev.slipway.backend.web.IdempotencyRepository.Use;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A POST with an Idempotency-Key takes effect once, however often it is sent; the answer is the
 * first one's.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern FORM = Pattern.compile("[!-~]{1,200}");
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private final Idempotency idempotency;
  private final ProblemWriter problems;

  IdempotencyFilter(Idempotency idempotency, ProblemWriter problems) {
    this.idempotency = idempotency;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Use use = use(request);
    if (use == null) {
      chain.doFilter(request, response);
      return;
    }
    var read = new ReadRequest(request);
    Optional<Answer> earlier;
    try {
      if (!FORM.matcher(use.key()).matches()) {
        throw Problem.invalid("An Idempotency-Key has 1 to 200 visible ASCII characters.");
      }
      earlier = idempotency.begin(use, hash(read));
    } catch (Problem problem) {
      problems.write(response, problem);
      return;
    }
    if (earlier.isPresent()) {
      replay(response, earlier.get());
      return;
    }
    perform(use, read, response, chain);
  }

  private void perform(
      Use use, ReadRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var written = new ContentCachingResponseWrapper(response);
    boolean answered = false;
    try {
      chain.doFilter(request, written);
      int status = written.getStatus();
      answered = status < FIRST_SERVER_ERROR && status != TOO_MANY;
      if (answered) {
        idempotency.end(
            use,
            new Answer(
                status,
                new String(written.getContentAsByteArray(), StandardCharsets.UTF_8),
                written.getContentType()));
      }
      written.copyBodyToResponse();
    } finally {
      if (!answered) {
        idempotency.forget(use);
      }
    }
  }

  private static void replay(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Idempotency-Replayed", "true");
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Null for whom no answers are kept. */
  private static @Nullable Use use(HttpServletRequest request) {
    Principal principal = CurrentCaller.find().orElse(null);
    return principal != null && principal.caller() instanceof Caller.Token token
        ? new Use(
            token.organization(), String.valueOf(principal.token()), request.getHeader(HEADER))
        : null;
  }

  private static String hash(ReadRequest request) {
    String line = "%s?%s\n".formatted(request.getRequestURI(), request.getQueryString());
    return Sha256.hex(line.getBytes(StandardCharsets.UTF_8), request.body());
  }
}
