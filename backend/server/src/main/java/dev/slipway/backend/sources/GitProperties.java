package dev.slipway.backend.sources;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of Slipway's own git repositories.
 *
 * @param pushBytes of one push
 * @param objectBytes of one file in it
 * @param repositoryBytes of an app's repository; beyond it nothing more is taken
 */
@ConfigurationProperties("slipway.git")
record GitProperties(
    @DefaultValue("536870912") long pushBytes,
    @DefaultValue("134217728") long objectBytes,
    @DefaultValue("2147483648") long repositoryBytes) {}
