package dev.slipway.backend.web;

import dev.slipway.api.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Sends the version of a view as its ETag, and only that when the client has this version already.
 */
@RestControllerAdvice
class VersionedAdvice implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
    return Versioned.class.isAssignableFrom(type.getParameterType());
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter type,
      MediaType media,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (!(body instanceof Versioned versioned)) {
      return body;
    }
    String tag = "\"" + versioned.version() + "\"";
    response.getHeaders().setETag(tag);
    if (request.getMethod().equals(HttpMethod.GET)
        && request.getHeaders().getIfNoneMatch().contains(tag)) {
      response.setStatusCode(HttpStatus.NOT_MODIFIED);
      return null;
    }
    return body;
  }
}
