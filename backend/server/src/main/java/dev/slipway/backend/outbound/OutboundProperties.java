package dev.slipway.backend.outbound;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowed host or host:port an operator allows although it is private, plain http or on
 *     another port, such as a registry or an identity provider inside the company. Environment
 *     variable: SLIPWAY_OUTBOUND_ALLOWED, separated by commas
 */
@ConfigurationProperties("slipway.outbound")
public record OutboundProperties(@DefaultValue List<String> allowed) {}
