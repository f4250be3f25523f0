/** Variables and secrets of organizations, projects, environments and apps. */
@NullMarked
package dev.slipway.api.config;

import org.jspecify.annotations.NullMarked;
