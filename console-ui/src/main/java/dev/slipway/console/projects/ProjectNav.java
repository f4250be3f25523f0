package dev.slipway.console.projects;

import dev.slipway.console.components.NavRow;
import java.util.UUID;

/** The pages of one project. */
public class ProjectNav extends NavRow {
  public ProjectNav(UUID project, Page open) {
    super("Pages of the project");
    for (Page page : Page.values()) {
      link("projects/" + project + page.path, page.words, page == open);
    }
  }

  /** Each with its own address. */
  public enum Page {
    APPS("Apps", ""),
    CONFIG("Config", "/config"),
    IMAGES("Images", "/images"),
    ACCESS("Access", "/access");

    private final String words;
    private final String path;

    Page(String words, String path) {
      this.words = words;
      this.path = path;
    }
  }
}
