package dev.slipway.backend.images;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ecrEndpoint where Amazon trades keys for passwords; the region takes the place of %s. Such
 *     as a private endpoint of one's own network
 */
@ConfigurationProperties("slipway.images")
public record ImagesProperties(
    @DefaultValue("https://api.ecr.%s.amazonaws.com/") String ecrEndpoint) {
  String ecrEndpoint(String region) {
    // The regions in China are a world of their own.
    String endpoint = ecrEndpoint.formatted(region);
    return region.startsWith("cn-")
        ? endpoint.replace("amazonaws.com/", "amazonaws.com.cn/")
        : endpoint;
  }
}
