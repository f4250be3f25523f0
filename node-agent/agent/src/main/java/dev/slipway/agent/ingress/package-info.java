/** HTTP from outside to pods: HAProxy, told by this package what to do and asked whether it did. */
@NullMarked
package dev.slipway.agent.ingress;

import org.jspecify.annotations.NullMarked;
