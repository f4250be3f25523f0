/** Outside repositories: what opens private ones, and by which keys their hosts are known. */
@NullMarked
package dev.slipway.api.repositories;

import org.jspecify.annotations.NullMarked;
