package dev.slipway.backend.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @Test
  void referencesAreFoundWhereverTheyStand() {
    assertThat(
            Template.parse("a${{ project.HOST }}:${{organization.PORT_1}}${{ slipway.domain }}")
                .references())
        .extracting(Reference::toString)
        .containsExactly("project.HOST", "organization.PORT_1", "slipway.domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "$HOME ${X} {{ y }}", "}} ${ {", "$$ 100 %"})
  void otherTextIsTakenAsItStands(String text) {
    Template template = Template.parse(text);
    assertThat(template.references()).isEmpty();
    assertThat(template.literal()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${{ x }}", "a ${{ project.X }} b", "${{"})
  void whatIsEscapedIsReadAsItself(String text) {
    assertThat(Template.parse(Template.escaped(text)).literal()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${{",
        "${{ X }}",
        "${{ secrets.X }}",
        "${{ slipway.password }}",
        "${{ }}",
        "${{ project.A B }}"
      })
  void whatIsNoReferenceIsRefused(String text) {
    assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(Problem.class);
  }
}
