/** Keeps the pods of this node as they should be: started, probed, restarted, ended in order. */
@NullMarked
package dev.slipway.agent.pods;

import org.jspecify.annotations.NullMarked;
