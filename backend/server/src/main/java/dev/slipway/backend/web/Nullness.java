package dev.slipway.backend.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.slipway.api.Usual;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Takes our records at their word: what is not {@code @Nullable} has to be there. Lists and maps
 * may be left out and are empty then, and what is {@link Usual} is as usual. Without this a missing
 * field would be a null where the compiler was promised none.
 */
final class Nullness extends NopAnnotationIntrospector {
  private static final String OURS = "dev.slipway.";

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    boolean required =
        member instanceof AnnotatedParameter parameter
            && promised(parameter)
            && !container(parameter);
    return required ? true : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter) || !ours(parameter)) {
      return JsonSetter.Value.empty();
    }
    if (parameter.getRawType() == boolean.class) {
      return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    }
    if (!promised(parameter)) {
      return JsonSetter.Value.empty();
    }
    return JsonSetter.Value.forValueNulls(container(parameter) ? Nulls.AS_EMPTY : Nulls.FAIL);
  }

  private static boolean promised(AnnotatedParameter parameter) {
    Class<?> type = parameter.getDeclaringClass();
    if (!type.isRecord()
        || !type.getName().startsWith(OURS)
        || parameter.getRawType().isPrimitive()) {
      return false;
    }
    return parameter.getOwner().getAnnotated() instanceof Executable constructor
        && !constructor.getParameters()[parameter.getIndex()].isAnnotationPresent(Usual.class)
        && !nullable(constructor.getAnnotatedParameterTypes()[parameter.getIndex()]);
  }

  private static boolean ours(AnnotatedParameter parameter) {
    Class<?> type = parameter.getDeclaringClass();
    return type.isRecord() && type.getName().startsWith(OURS);
  }

  private static boolean nullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static boolean container(AnnotatedParameter parameter) {
    Class<?> type = parameter.getRawType();
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }
}
