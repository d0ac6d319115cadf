package dev.fairway.delivery.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Addresses of registries, and where a team publishes below them. */
class RegistryPathTests {

    @Test
    void aTeamPublishesBelowItsName() {
        ImageRegistry registry = registry("registry.example.com/company", "{team}/**");

        assertThat(registry.mayPublish("team-harbor", "team-harbor/parcel")).isTrue();
        assertThat(registry.mayPublish("team-harbor", "team-harbor/tools/crane"))
                .isTrue();
        assertThat(registry.mayPublish("team-harbor", "team-harbor")).isFalse();
        assertThat(registry.mayPublish("team-harbor", "team-harbors/parcel")).isFalse();
        assertThat(registry.mayPublish("team-harbor", "team-pier/parcel")).isFalse();
    }

    @Test
    void aPatternMayNameOtherPlaces() {
        ImageRegistry registry = registry("registry.example.com", "apps/{team}/*");

        assertThat(registry.mayPublish("harbor", "apps/harbor/parcel")).isTrue();
        assertThat(registry.mayPublish("harbor", "apps/harbor/tools/crane")).isFalse();
        assertThat(registry("registry.example.com", "**").mayPublish("harbor", "anything/there"))
                .isTrue();
    }

    @Test
    void aNameThatNoPathHoldsPublishesNowhere() {
        ImageRegistry registry = registry("registry.example.com", "{team}/**");

        assertThat(registry.mayPublish(".*", "harbor/parcel")).isFalse();
        assertThat(registry.mayPublish("Team Harbor", "team harbor/parcel")).isFalse();
    }

    @Test
    void knowsServerPathAndNameOfAnImage() {
        ImageRegistry company = registry("https://registry.example.com/company/", "{team}/**");
        ImageRegistry plain = registry("http://127.0.0.2:5000", "{team}/**");

        assertThat(company.server()).isEqualTo("https://registry.example.com");
        assertThat(company.path("harbor/parcel")).isEqualTo("company/harbor/parcel");
        assertThat(company.image("harbor/parcel")).isEqualTo("registry.example.com/company/harbor/parcel");
        assertThat(plain.server()).isEqualTo("http://127.0.0.2:5000");
        assertThat(plain.path("harbor/parcel")).isEqualTo("harbor/parcel");
        assertThat(plain.image("harbor/parcel")).isEqualTo("127.0.0.2:5000/harbor/parcel");
    }

    @Test
    void refusesWhatIsNoAddressNoUserAndNoPattern() {
        for (String address :
                new String[] {"", "ftp://registry.example.com", "user@registry.example.com", "a b", "r.example.com/../x"
                }) {
            assertThatThrownBy(() -> registry(address, "{team}/**")).hasMessageContaining("is no address");
        }
        assertThatThrownBy(() -> registry("registry.example.com", "{owner}/**")).hasMessageContaining("is no path");
        assertThatThrownBy(() -> new WrittenRegistry("company", "registry.example.com", "a:b", null, "**"))
                .hasMessageContaining("colons");
        assertThatThrownBy(() -> new WrittenRegistry("The Company", "registry.example.com", null, null, "**"))
                .hasMessageContaining("cannot name a registry");
    }

    private static ImageRegistry registry(String address, String paths) {
        return new WrittenRegistry("company", address, null, null, paths).wanted();
    }
}
