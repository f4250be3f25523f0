package dev.slipway.backend.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a body is JSON within our limits is asked of all of it before anybody asks what it means:
 * else what is broken or too deep is answered by where its first bracket happens to stand.
 */
@RestControllerAdvice
class WholeDocument extends RequestBodyAdviceAdapter {
  private final JsonMapper json;

  WholeDocument(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter)
      throws IOException {
    byte[] body = message.getBody().readAllBytes();
    try (JsonParser parser = json.createParser(body)) {
      while (parser.nextToken() != null) {
        // Only to its end.
      }
    } catch (JacksonException broken) {
      throw new HttpMessageNotReadableException("Not JSON we read", broken, message);
    }
    return new Read(message.getHeaders(), body);
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Read(HttpHeaders headers, byte[] body) implements HttpInputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(body);
    }
  }
}
