package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Why a body was not understood: broken, or whole and not what was asked for. */
final class Unreadable {
  private Unreadable() {}

  static Problem problem(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          Problem.of(
              Problem.Kind.INVALID,
              "unknown-field",
              "There is no field \"%s\" here.".formatted(path(unknown)));
      case ValueInstantiationException refused
          when refused.getCause() instanceof IllegalArgumentException reason ->
          Problem.invalid(String.valueOf(reason.getMessage()));
      case MismatchedInputException trailing
          when trailing.getPath().isEmpty()
              && trailing.getOriginalMessage().startsWith("Trailing") ->
          Failures.malformed("Something follows the JSON text.");
      case DatabindException mismatch ->
          Problem.invalid(
              "The field \"%s\" is missing or has a wrong value.".formatted(path(mismatch)));
      case InputCoercionException _ -> Problem.invalid("A number is out of range.");
      case StreamConstraintsException limit ->
          limit.getOriginalMessage().startsWith("Document nesting")
              ? Failures.malformed("The JSON text is nested too deeply.")
              : Failures.tooLarge();
      case StreamReadException broken ->
          Failures.malformed("The body is not JSON we read: " + broken.getOriginalMessage());
      case null -> Failures.malformed("A JSON body is needed.");
      default ->
          Failures.of(unreadable).type().equals("internal")
              ? Failures.malformed("The body cannot be read.")
              : Failures.of(unreadable);
    };
  }

  private static String path(JacksonException exception) {
    return exception.getPath().stream()
        .map(step ->
            step.getPropertyName() == null
                ? String.valueOf(step.getIndex())
                : step.getPropertyName())
        .collect(Collectors.joining("."));
  }
}
