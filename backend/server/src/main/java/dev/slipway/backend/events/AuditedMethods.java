package dev.slipway.backend.events;

import dev.slipway.backend.security.AuditedRead;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.service.annotation.HttpExchange;

/** What kind of calls a controller's method makes; found out once for each method. */
final class AuditedMethods {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String API = "dev.slipway.api.";
  private static final Map<Asked, Facts> KNOWN = new ConcurrentHashMap<>();

  private AuditedMethods() {}

  private record Asked(Class<?> type, Method method) {}

  /**
   * @param changes whether it is written down whatever comes of it
   * @param watched the action, if it is written down that somebody reads this
   * @param named the parameters that an address names: ids, and words in its path; not its
   *     questions
   */
  record Facts(boolean changes, Optional<String> watched, Set<Integer> named) {}

  static Facts of(Class<?> type, Method method) {
    return KNOWN.computeIfAbsent(
        new Asked(type, method),
        _ -> new Facts(changes(type, method), watched(type, method), named(type, method)));
  }

  /** Whether it is a call of the API at all. */
  static boolean isCall(Class<?> type, Method method) {
    return !declarations(type, method).toList().isEmpty()
        || AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class);
  }

  private static boolean changes(Class<?> type, Method method) {
    return verbs(type, method).anyMatch(CHANGING::contains);
  }

  private static Optional<String> watched(Class<?> type, Method method) {
    return Optional.ofNullable(
            AnnotatedElementUtils.findMergedAnnotation(own(type, method), AuditedRead.class))
        .map(AuditedRead::value);
  }

  private static Set<Integer> named(Class<?> type, Method method) {
    return IntStream.range(0, method.getParameterCount())
        .filter(parameter -> isNamed(type, method, parameter))
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isNamed(Class<?> type, Method method, int parameter) {
    return isOfApi(type, method)
        && (method.getParameterTypes()[parameter] == UUID.class
            || Stream.concat(Stream.of(own(type, method)), declarations(type, method))
                .anyMatch(
                    one -> one.getParameters()[parameter].isAnnotationPresent(PathVariable.class)));
  }

  /** Addresses outside the API, such as those of webhooks, may be secrets. */
  private static boolean isOfApi(Class<?> type, Method method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(own(type, method), RequestMapping.class);
    return mapping == null || ofApi(mapping);
  }

  private static boolean ofApi(RequestMapping mapping) {
    return Arrays.stream(mapping.path()).allMatch(path -> path.startsWith("/api/"));
  }

  private static Method own(Class<?> type, Method method) {
    return ClassUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(type));
  }

  private static Stream<String> verbs(Class<?> type, Method method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(own(type, method), RequestMapping.class);
    // Doors of other protocols keep their own books; here only their refusals are seen.
    Stream<String> direct =
        mapping == null || !ofApi(mapping)
            ? Stream.of()
            : Arrays.stream(mapping.method()).map(RequestMethod::name);
    return Stream.concat(
        direct,
        declarations(type, method)
            .flatMap(one ->
                Optional.ofNullable(
                    AnnotatedElementUtils.findMergedAnnotation(one, HttpExchange.class))
                    .stream())
            .map(HttpExchange::method));
  }

  private static Stream<Method> declarations(Class<?> type, Method method) {
    return Arrays.stream(ClassUtils.getAllInterfacesForClass(ClassUtils.getUserClass(type)))
        .filter(api -> api.getName().startsWith(API))
        .flatMap(api ->
            Optional.ofNullable(
                ClassUtils.getMethodIfAvailable(api, method.getName(), method.getParameterTypes()))
                .stream());
  }
}
