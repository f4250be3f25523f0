package dev.slipway.console.layout;

import java.util.List;

/** A view that knows where it is; asked after each navigation. */
public interface HasCrumbs {
  /** Without the organization, which the frame puts first. */
  List<Crumb> crumbs();
}
