package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.InMemoryVolumes;
import dev.slipway.console.testing.Samples;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StorageViewsTest extends ConsoleTest {
  private static final String TAB = "apps/" + Samples.APP + "/storage";

  @Autowired private InMemoryApps apps;
  @Autowired private InMemoryVolumes volumes;

  @AfterEach
  void forget() {
    apps.updated = null;
    volumes.created.clear();
    volumes.deleted.clear();
  }

  @Test
  void showsHowFullVolumesAreAndWhoUsesThem() {
    open(TAB);
    assertThat(text())
        .contains("Nothing is mounted", "922 MiB of 1 GiB, 90 %", "web at /data", "node-1");
    open("projects/" + Samples.PROJECT);
    assertThat(text()).contains("Volumes of production", "web at /data");
  }

  @Test
  @SuppressWarnings("unchecked")
  void aMountIsPartOfTheSpec() {
    open(TAB);
    find(Button.class, "Add mount").click();
    Select<VolumeView> volume = find(Select.class, "Volume");
    volume.setValue(volumes.ofEnvironment(Samples.ENVIRONMENT).getLast());
    find(Checkbox.class, "The app only reads it").setValue(true);
    find(TextField.class, "Path").setValue("/in");
    all(Button.class)
        .filter(button -> button.getText().equals("Add mount"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .click();
    UpdateApp sent = Objects.requireNonNull(apps.updated);
    assertThat(Objects.requireNonNull(sent.spec()).mounts())
        .containsExactly(Mount.readOnlyVolume("old", "/in"));
  }

  @Test
  void aVolumeIsMadeWithItsSize() {
    open(TAB);
    find(Button.class, "New volume").click();
    find(TextField.class, "Name").setValue("media");
    find(NumberField.class, "Size (GiB)").setValue(2.5);
    find(Button.class, "Create volume").click();
    assertThat(volumes.created)
        .containsExactly(new CreateVolume("media", 5L << 29, VolumeAccess.SINGLE_WRITER));
  }

  @Test
  void onlyWhatNobodyUsesIsDeletedAndItSaysWhatIsLost() {
    open(TAB);
    assertThat(find(Button.class, "Delete data").isEnabled()).isFalse();
    find(Button.class, "Delete old").click();
    assertThat(text())
        .contains(
            "Everything that is in it, 512 MiB in 7 files, is removed from node-1. Nothing brings it back.");
    find(TextField.class, "Type old to go on").setValue("old");
    find(Button.class, "Delete volume").click();
    assertThat(volumes.deleted).containsExactly(Samples.id(971));
  }
}
