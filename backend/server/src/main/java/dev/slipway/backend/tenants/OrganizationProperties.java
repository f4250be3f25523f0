package dev.slipway.backend.tenants;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may make organizations. Environment variable SLIPWAY_ORGANIZATIONS_OPEN.
 *
 * @param open true: everybody who is signed in; false: operators, and who owns one already
 */
@ConfigurationProperties("slipway.organizations")
record OrganizationProperties(@DefaultValue("false") boolean open) {}
