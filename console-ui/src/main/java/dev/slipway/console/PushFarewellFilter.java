package dev.slipway.console;

import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A page that goes away tells its push connection so. Where it goes away because somebody signed
 * out, its session has ended already; the push library would begin another, whose cookie may reach
 * the browser after that of the sign-in page: the form on it would then be refused.
 */
final class PushFarewellFilter extends OncePerRequestFilter {
  private static final String PUSH = RequestType.PUSH.getIdentifier();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (farewell(request) && request.getSession(false) == null) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean farewell(HttpServletRequest request) {
    return PUSH.equals(request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER))
        && "close".equals(request.getParameter("X-Atmosphere-Transport"));
  }
}
