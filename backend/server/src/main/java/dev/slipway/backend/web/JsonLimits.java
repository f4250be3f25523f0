package dev.slipway.backend.web;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;

/**
 * What JSON may come in: small, flat, unambiguous, and of exactly the types that were asked for.
 */
@Configuration(proxyBeanMethods = false)
class JsonLimits {
  private static final int DEPTH = 64;
  private static final int STRING_CHARACTERS = 1 << 20;
  private static final int DOCUMENT_CHARACTERS = 2 << 20;
  private static final int NUMBER_CHARACTERS = 100;
  private static final int NAME_CHARACTERS = 1_000;

  @Bean
  JsonFactoryBuilderCustomizer smallDocuments() {
    return factory ->
        factory
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(STRING_CHARACTERS)
                    .maxDocumentLength(DOCUMENT_CHARACTERS)
                    .maxNumberLength(NUMBER_CHARACTERS)
                    .maxNameLength(NAME_CHARACTERS)
                    .build())
            // Of two values for one name, a check may see the one and the work the other.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  @Bean
  JsonMapperBuilderCustomizer strictTypes() {
    return mapper ->
        mapper
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(
                new SimpleModule("slipway") {
                  @Override
                  public void setupModule(SetupContext context) {
                    super.setupModule(context);
                    context.appendAnnotationIntrospector(new Nullness());
                  }
                }.addDeserializer(String.class, new WellFormedString()));
  }
}
