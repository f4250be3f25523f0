/** Data on this machine's disk that outlives containers, and files for them that touch no disk. */
@NullMarked
package dev.slipway.agent.volumes;

import org.jspecify.annotations.NullMarked;
