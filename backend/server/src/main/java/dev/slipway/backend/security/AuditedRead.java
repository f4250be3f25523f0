package dev.slipway.backend.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a controller: that somebody reads this is written into the audit, once for each
 * person and thing in ten minutes.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuditedRead {
  /** The action in the audit, such as {@code logs.read}. */
  String value();
}
