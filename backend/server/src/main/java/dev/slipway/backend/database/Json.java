package dev.slipway.backend.database;

import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records to and from {@code jsonb} columns: {@code cast(:spec as jsonb)} in, {@code row.getString}
 * out.
 */
@Component
public class Json {
  // Rows outlive code: a field a newer version wrote must not stop an older one.
  private final JsonMapper mapper =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  public <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }
}
