package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in other scripts than Latin are found in any case and without accents, but not as other words. */
class ScriptsIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addPeople() {
        add("greek", "ΑΛΕΞΙΟΣ", "Γιώργος", "Παπαδόπουλος", Map.of("primaryNiche", "ΜΟΔΑΣ", "location", "Αθήνα, Ελλάς"));
        add("russian", "yolka", "Пётр", "Ёлкин", Map.of("contentCategories", List.of("Ёлки")));
        add("andrei", "andrei_k", "Андрей", "Край", Map.of());
        add("meena", "meena_x", "मीना", "कपूर", Map.of());
        add("man", "man_x", "मन", "कपूर", Map.of());
        add("flame", "hotstuff", "🔥Firefly🔥", "Doe", Map.of());
        add("arabic", "zahrani", "مُحَمَّدٌ", "الزَّهْرَانِيُّ", Map.of("bio", "محمود عبـــدالله"));
        add("ahmad", "ahmad_k", "أحمد", "کیان", Map.of("bio", "یزدانی‌فر"));
        add("hebrew", "shalom_a", "שָׁלוֹם", "אַבְרָהָמִי", Map.of());
        add("hawaii", "kaa", "Kaʻahumanu", "OʼConnorly", Map.of());
        add("famous", "kao", "Kaahumano", "O'Connerly", Map.of("estimatedFollowers", 9_000_000, "verified", true));
        add(
                "styled",
                "styled_x",
                "𝓐𝓷𝓷𝓪𝓫𝓮𝓵𝓵",
                "𝐌𝐚𝐭𝐡𝐞𝐫𝐬𝐨𝐧",
                Map.of("bio", "𝙻𝚘𝚟𝚎𝚜 𝕡𝕠𝕥𝕥𝕖𝕣𝕪 ❤️"));
        awaitIndexed();
    }

    private void add(String id, String handle, String first, String last, Map<String, ?> fields) {
        var user = new HashMap<String, Object>(fields);
        user.putAll(Map.of("username", handle, "firstName", first, "lastName", last));
        service.userCreated(TestUsers.influencer(id, user));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "q=@αλεξιος, greek",
        "q=@ΑΛΕΞΙΟΣ, greek",
        "q=γιωργος, greek",
        "q=ΠΑΠΑΔΟΠΟΥΛΟΣ, greek",
        "niche=μοδας, greek",
        "location=ΑΘΗΝΑ, greek",
        "q=елкин, russian",
        "q=ПЕТР, russian",
        "category=елки, russian",
        "q=андрей, andrei",
        "q=मीना, meena",
        "q=मन, man",
        "q=firefly, flame",
        "q=محمد الزهراني, arabic",
        "q=مُحمد, arabic",
        "q=عبدالله, arabic",
        "q=احمد, ahmad",
        "q=أحمد كيان, ahmad",
        "q=يزدانيفر, ahmad",
        "q=שלום אברהמי, hebrew",
        "q=OʼConnorly, hawaii",
        "q=o'connorly, hawaii",
        "q=oconnorly, hawaii",
        "q=ka’ahumanu, hawaii",
        "q=kaahumanu, hawaii",
        "q=annabell matherson, styled",
        "q=𝓐𝓷𝓷𝓪𝓫𝓮𝓵𝓵, styled",
        "q=𝖺𝗇𝗇𝖺𝖻𝖾𝗅𝗅, styled",
        "q=pottery, styled",
        "q=❤, styled",
    })
    void allWordsAreFound(String query, String expected) {
        int value = query.indexOf('=') + 1;
        Answer answer =
                service.get("/search/influencers?" + query.substring(0, value) + encoded(query.substring(value)));

        assertThat(answer.hits()).containsExactly(expected);
        assertThat(answer.body().path("matched").asText("all_words")).isEqualTo("all_words");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "αλεξιος, ΑΛΕΞΙΟΣ",
        "ΑΛΕΞΙΟΣ, ΑΛΕΞΙΟΣ",
        "παπαδοπουλος, Γιώργος Παπαδόπουλος",
        "елк, Пётр Ёлкин",
        "кра, Андрей Край",
        "मी, मीना कपूर",
        "firefly, 🔥Firefly🔥 Doe",
        "אברהם, שָׁלוֹם אַבְרָהָמִי",
        "كيا, أحمد کیان",
    })
    void namesAreSuggestedAsTheyAreWritten(String typed, String expected) {
        assertThat(service.get("/search/suggestions?q=" + encoded(typed)).body().findValuesAsText("text"))
                .containsExactly(expected);
    }

    @Test
    void aLetterWithAMarkOfItsOwnIsAnotherLetter() {
        assertThat(service.get("/search/suggestions?q=" + encoded("краи"))
                        .body()
                        .findValuesAsText("text"))
                .isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
