package dev.slipway.backend.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bodies of API calls: at most 2 MiB, announced or not, and UTF-8. Git and webhooks have limits of
 * their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimitFilter extends OncePerRequestFilter {
  private static final long LARGEST = 2L << 20;

  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ApiPath.isApi(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LARGEST) {
      problems.write(response, Failures.tooLarge());
      return;
    }
    chain.doFilter(new Limited(request), response);
  }

  /** More came than was allowed. */
  static final class TooLarge extends IOException {}

  /** The first bytes are those of another encoding. */
  static final class NotUtf8 extends IOException {}

  private static final class Limited extends HttpServletRequestWrapper {
    private @Nullable ServletInputStream counted;

    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      ServletInputStream stream = counted;
      if (stream == null) {
        stream = new Counted(super.getInputStream());
        counted = stream;
      }
      return stream;
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream in;
    private long count;
    private int first;

    Counted(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      if (next >= 0) {
        took(new byte[] {(byte) next}, 0, 1);
      }
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read > 0) {
        took(bytes, offset, read);
      }
      return read;
    }

    private void took(byte[] bytes, int offset, int length) throws IOException {
      for (int i = 0; i < length && count + i < 2; i++) {
        look(count + i, bytes[offset + i] & 0xFF);
      }
      count += length;
      if (count > LARGEST) {
        throw new TooLarge();
      }
    }

    /** A byte order mark, or a NUL beside the first character of a JSON text. */
    private void look(long position, int next) throws IOException {
      if (position == 0) {
        first = next;
      }
      boolean mark = position == 0 && (next == 0xEF || next >= 0xFE);
      boolean wide = position == 1 && (next == 0 || first == 0);
      if (mark || wide) {
        throw new NotUtf8();
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
