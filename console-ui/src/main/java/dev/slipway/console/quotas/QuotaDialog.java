package dev.slipway.console.quotas;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import dev.slipway.api.quotas.Amounts;
import dev.slipway.api.quotas.QuotaView;
import dev.slipway.api.quotas.SetQuota;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operator lets an organization have; empty fields leave it to the platform. */
class QuotaDialog extends Dialog {
  private static final double GIBIBYTE = 1L << 30;
  private static final double CORE = 1000;

  private final Div fields = new Div();

  private enum Compat {
    DEFAULT("Default", null),
    ALLOWED("Allowed", true),
    FORBIDDEN("Not allowed", false);

    private final String words;
    private final @Nullable Boolean allowed;

    Compat(String words, @Nullable Boolean allowed) {
      this.words = words;
      this.allowed = allowed;
    }

    static Compat of(@Nullable Boolean said) {
      return said == null ? DEFAULT : said ? ALLOWED : FORBIDDEN;
    }
  }

  QuotaDialog(QuotaView quota, Consumer<SetQuota> save) {
    setHeaderTitle("Change quota");
    setWidth("min(640px, 94vw)");
    fields.addClassName("fields");
    SetQuota own = quota.own();
    Amounts limits = quota.limits();
    NumberField apps = field("Apps", own.apps(), limits.apps(), 1);
    NumberField pods = field("Pods", own.pods(), limits.pods(), 1);
    NumberField cpu = field("CPU cores", own.cpuMillis(), limits.cpuMillis(), CORE);
    NumberField memory = field("Memory (GiB)", own.memoryBytes(), limits.memoryBytes(), GIBIBYTE);
    NumberField images = field("Images (GiB)", own.storageBytes(), limits.storageBytes(), GIBIBYTE);
    NumberField builds = field("Builds at once", own.builds(), limits.builds(), 1);
    NumberField domains = field("Hosts of its own", own.domains(), limits.domains(), 1);
    NumberField tokens = field("API tokens", own.tokens(), limits.tokens(), 1);
    var compat = new Select<Compat>();
    compat.setLabel("Compatible isolation");
    compat.setItems(Compat.values());
    compat.setItemLabelGenerator(one -> one.words);
    compat.setValue(Compat.of(own.compat()));
    compat.setHelperText("Apps may run as root of their container, with a few rights.");
    fields.add(compat);
    var ok =
        new Button(
            "Save quota",
            _ -> {
              save.accept(
                  new SetQuota(
                      number(apps),
                      number(pods),
                      amount(cpu, CORE),
                      amount(memory, GIBIBYTE),
                      amount(images, GIBIBYTE),
                      number(builds),
                      number(domains),
                      number(tokens),
                      compat.getValue().allowed));
              close();
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new Paragraph(
            "Empty fields follow the platform's default. A limit below what is there stops only"
                + " what is new."),
        fields);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
  }

  private NumberField field(String label, @Nullable Number own, Number limit, double unit) {
    var field = new NumberField(label);
    field.setMin(0);
    field.setClearButtonVisible(true);
    field.setPlaceholder(own == null ? "Default: " + shown(limit.doubleValue() / unit) : "Default");
    if (own != null) {
      field.setValue(own.doubleValue() / unit);
    }
    fields.add(field);
    return field;
  }

  private static String shown(double amount) {
    return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
  }

  private static @Nullable Integer number(NumberField field) {
    return field.isEmpty() ? null : field.getValue().intValue();
  }

  private static @Nullable Long amount(NumberField field, double unit) {
    return field.isEmpty() ? null : Math.round(field.getValue() * unit);
  }
}
