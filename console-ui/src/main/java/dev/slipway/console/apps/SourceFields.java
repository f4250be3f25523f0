package dev.slipway.console.apps;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSource;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.console.repositories.AccessFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an app's code comes from. */
class SourceFields extends Div {
  private static final String OURS = "Push to Slipway";
  private static final String OUTSIDE = "A repository elsewhere";
  private static final String IMAGE = "An image that is built already";

  private final RadioButtonGroup<String> kind =
      new RadioButtonGroup<>("Where is the code?", OURS, OUTSIDE, IMAGE);
  private final TextField url = new TextField("Repository address");
  private final TextField branch = new TextField("Branch");
  private final TextField image = new TextField("Image");
  private final TextField tag = new TextField("Tag");
  private final Details advanced;
  private final TextField folder = new TextField("Folder");
  private final TextField dockerfile = new TextField("Dockerfile");
  private final TextField target = new TextField("Stage to build");
  private final TextField publish = new TextField("Push builds to as well");
  private final TextArea args = new TextArea("Build arguments");

  private final Checkbox autoDeploy = new Checkbox("Deploy new commits of the branch by itself");
  private final AccessFields access;
  private final Div outside = new Div();

  SourceFields(RepositoriesApi repositories, UUID organization) {
    access = new AccessFields(repositories, organization, url::getValue, this::branchName);
    addClassName("stack");
    outside.addClassName("stack");
    outside.add(url, access, autoDeploy);
    autoDeploy.setTooltipText(
        "Told by a webhook, or found by looking every five minutes. Without it only deploy hooks and people deploy.");
    url.setPlaceholder("https://github.com/team/app.git");
    url.setHelperText(
        "Slipway clones it when you deploy, or when a webhook says that somebody pushed.");
    url.setWidthFull();
    branch.setHelperText("Pushes to this branch deploy.");
    folder.setHelperText("The build's context inside the repository; . is all of it.");
    dockerfile.setHelperText("Path inside the folder.");
    target.setHelperText("Of a Dockerfile with several stages; empty is the last.");
    args.setHelperText("One NAME=value a line.");
    image.setPlaceholder("ghcr.io/team/web");
    image.setHelperText(
        "Name without a tag. For a private one add its registry under Registries first.");
    image.setWidthFull();
    tag.setHelperText(
        "Or a pattern such as v1.*: pushes of such tags to the built-in registry deploy.");
    tag.setValue("latest");
    kind.addValueChangeListener(_ -> arrange());
    publish.setPlaceholder("ghcr.io/team/web");
    publish.setHelperText(
        "An image of a registry under Registries; each build gets its commit as the tag.");
    var more = new Div(folder, dockerfile, target, args, publish);
    more.addClassName("fields");
    advanced = new Details("More: folder, Dockerfile, arguments", more);
    add(kind, outside, branch, image, tag, advanced);
    show(AppSource.pushed());
  }

  void show(AppSource source) {
    kind.setValue(source.image() != null ? IMAGE : source.url() == null ? OURS : OUTSIDE);
    arrange();
    if (source.image() != null) {
      image.setValue(source.image().repository());
      tag.setValue(source.image().tag());
    }
    access.show(source.credential());
    autoDeploy.setValue(!Boolean.FALSE.equals(source.autoDeploy()));
    url.setValue(source.url() == null ? "" : source.url());
    branch.setValue(source.branch());
    folder.setValue(source.folder());
    dockerfile.setValue(source.dockerfile());
    target.setValue(source.target() == null ? "" : source.target());
    publish.setValue(source.publish() == null ? "" : source.publish());
    var lines = new StringBuilder();
    source
        .args()
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    args.setValue(lines.toString());
  }

  private void arrange() {
    outside.setVisible(outside());
    branch.setVisible(!built());
    advanced.setVisible(!built());
    image.setVisible(built());
    tag.setVisible(built());
  }

  boolean complete() {
    if (built()) {
      image.setInvalid(image.getValue().isBlank());
      image.setErrorMessage("Enter the name you would give to docker pull, without the tag.");
      tag.setInvalid(tag.getValue().isBlank());
      return !image.isInvalid() && !tag.isInvalid();
    }
    boolean missing = outside() && url.getValue().isBlank();
    url.setInvalid(missing);
    url.setErrorMessage("Enter the address you would give to git clone.");
    branch.setInvalid(branch.getValue().isBlank());
    boolean closed = outside() && !access.complete();
    return !missing && !closed && !branch.isInvalid();
  }

  AppSource source() {
    if (built()) {
      return AppSource.image(image.getValue().trim(), tag.getValue().trim());
    }
    return new AppSource(
        outside() ? url.getValue().trim() : null,
        branch.getValue().trim(),
        folder.getValue().trim(),
        dockerfile.getValue().trim(),
        emptyToNull(target.getValue().trim()),
        arguments(),
        null,
        emptyToNull(publish.getValue().trim()),
        outside() ? access.credential() : null,
        (outside() && !autoDeploy.getValue()) ? false : null);
  }

  String words() {
    if (built()) {
      return image.getValue().trim() + ":" + tag.getValue().trim();
    }
    return (outside() ? url.getValue().trim() : "Slipway's own git address")
        + ", branch "
        + branch.getValue()
        + (outside() ? access.words() : "");
  }

  private String branchName() {
    return branch.getValue();
  }

  private boolean built() {
    return IMAGE.equals(kind.getValue());
  }

  private boolean outside() {
    return OUTSIDE.equals(kind.getValue());
  }

  private Map<String, String> arguments() {
    var all = new LinkedHashMap<String, String>();
    args.getValue()
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          int equals = line.indexOf('=');
          all.put(
              equals < 0 ? line.trim() : line.substring(0, equals).trim(),
              equals < 0 ? "" : line.substring(equals + 1));
        });
    return all;
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
