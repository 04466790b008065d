package dev.userservice.search;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Whom a search finds, and in which order, written as a specification over the people of {@code people.json}. */
class RelevanceIntegrationTests extends AbstractServiceTests {

    /** Each row: a query, and the first hits in order; {@code =} after the bar says that there are no others. */
    private static final String TABLE = """
            # an exact handle is always first, with or without @, in any case
            the.travel_anna92        |  anna
            @the.travel_anna92       |  anna
            THE.Travel_Anna92        |  anna
            mark                     |  mark hamill marko
            @mark                    |  mark
            MARK                     |  mark hamill
            mike                     |  mccue
            scarlett                 |  ohara
            lukasz.żółw6940          |  lukasz
            smithson                 |  smithson

            # one and many, joined and apart
            film                     |  hamill
            films                    |  hamill renee
            spice                    |= marko
            spices                   |= marko
            recipe                   |= zoe

            # then a handle on another platform
            annaontracks             |  anna
            @priyaplays              |  gamer

            # names: in any order, in any case
            Mark Hamill              |= hamill
            hamill mark              |= hamill
            MARCUS AURELIUS          |= mark
            polo marko               |= marko
            marcus                   |  mark
            john smith               |  smith2 smith1 smithson
            smith                    |  smith2 smith1 smithson
            john smith leeds         |  smith2
            john smith london        |  smith1

            # accents are folded, but the exact spelling wins
            zoe                      |= zoe
            Zoë                      |= zoe
            renee                    |  renee renee2
            renée                    |  renee2 renee
            RENÉE                    |  renee2 renee
            anna muller              |  anna fan
            Anna Müller              |  anna fan
            nguyen van anh           |  nguyen
            Nguyễn Văn Ánh           |  nguyen
            lukasz zolwinski         |  lukasz
            annelie kuhn             |  decomposed
            Annélie Kühn             |  decomposed
            cafés of vienna          |  decomposed
            cafes vienna             |  decomposed

            # other spellings of umlauts
            mueller                  |  anna
            joerg weiss              |  jorg
            jorg weiß                |  jorg

            # joined and split words
            mike mc cue              |  mccue
            mikemccue                |  mccue
            mike mccue               |  mccue
            mccue                    |  mccue
            mc cue                   |  mccue
            obrien                   |  obrien
            o'brien                  |  obrien
            O’Brien                  |  obrien
            o brien                  |  obrien
            conanobrien              |  obrien
            o'hara                   |  ohara
            ohara                    |  ohara
            wilkes                   |  ohara
            scarlett ohara wilkes    |  ohara
            jean luc godard          |  jeanluc
            jeanluc                  |  jeanluc
            godard jean-luc          |  jeanluc

            # parts of handles
            travel anna              |  anna fan
            anna 92                  |  anna
            thetravelanna            |  anna
            the travel anna          |  anna
            cooks                    |  zoe
            zoe cooks                |  zoe
            camel case               |  camel
            coder                    |  camel
            light lens               |  lens
            zolw6940                 |  lukasz
            7th                      |  ivan

            # as somebody types
            müll                     |  anna
            jo                       |  smithson smith2
            anna mü                  |  anna
            scar                     |  ohara
            zel                      |  renee
            thetra                   |  anna
            the.trav                 |  anna
            the trav                 |  anna
            conan o                  |  obrien
            mike mcc                 |  mccue
            kath feath               |  katherine

            # scripts without spaces, and others
            小明                      |  xiaoming
            王                        |  xiaoming
            王小明                    |  xiaoming
            美食                      |  xiaoming
            北京 美食                 |  xiaoming
            さくら                    |  sakura
            山田さくら                |  sakura
            ラーメン                  |  sakura
            東京                      |  sakura
            김민수                    |  minsu
            北海                      |=
            フェラー                  |=
            서울                      |  minsu
            علي                      |  ali
            محمد علي                 |  ali
            щёлоков                  |  ivan
            иван                     |  ivan
            ☿                        |  symbol
            🥑                       |  zoe

            # one letter wrong from four letters on, two from eight, and exact always above
            mrak hamill              |  hamill
            hamil                    |  hamill
            jhon smith               |  smith2 smith1
            ana muller               |  anna
            zellwegger               |  renee
            zelweger renee           |  renee
            fetherstone              |  katherine
            featherstome             |  katherine
            fethersone               |  katherine
            katherine                |  katherine
            catherine                |  catherine
            catherine feather        |  catherine
            the.travel_ana92         |  anna
            pixelqeen                |  gamer
            zq8                      |= short
            zq7                      |=
            王明                      |=

            # what people do, where they are, and for whom: below names
            vegan                    |  zoe fan
            travel                   |  anna marko fan
            travel berlin            |  anna
            italy travel             |  marko
            berlin                   |  anna
            gaming                   |  gamer
            gamer                    |  gamer
            photographer             |  lens fan
            photographers            |  lens fan
            photography oslo         |  lens
            wedding photography      |  lens
            cat                      |  catherine cats
            dogs                     |  cats
            dog                      |  cats
            recipe                   |  zoe
            flipping pages           |  mccue
            fish & chips             |=
            silk & spices            |  marko
            spices silk              |  marko
            photog                   |  lens fan

            # also misspelled, and in other words than they have
            photografer              |= lens fan
            photografers             |= lens fan
            photographor             |= lens fan
            photografy               |= lens fan
            wedding photografer      |= lens
            oslo photografer         |= lens
            gammer                   |  gamer
            travler                  |  anna marko fan

            # small words do not count beside others
            travel in berlin         |= anna
            the photography from oslo |= lens
            the                      |  anna

            # all words before some words
            anna polo                |  anna marko
            mark tomorrow            |  hamill mark
            nobody                   |=
            qqqq wwww                |=
            """;

    @Test
    void peopleAreFoundInThisOrder() throws IOException {
        addPeople();
        SoftAssertions table = new SoftAssertions();
        TABLE.lines().filter(line -> line.contains("|")).forEach(row -> {
            String query = row.substring(0, row.indexOf('|')).strip();
            boolean noOthers = row.charAt(row.indexOf('|') + 1) == '=';
            List<String> expected =
                    List.of(row.substring(row.indexOf('|') + 2).strip().split("\\s+"));
            List<String> wanted = expected.getFirst().isEmpty() ? List.of() : expected;
            List<String> hits = service.search(query).hits();
            table.assertThat(
                            noOthers ? hits : hits.stream().limit(wanted.size()).toList())
                    .as(query)
                    .isEqualTo(wanted);
        });
        table.assertAll();
    }

    private void addPeople() throws IOException {
        try (InputStream file = new ClassPathResource("people.json").getInputStream()) {
            for (JsonNode person : new ObjectMapper().readTree(file)) {
                String id = person.path("id").asText();
                Map<String, Object> fields = new ObjectMapper().convertValue(person, new TypeReference<>() {});
                fields.remove("id");
                service.userCreated(TestUsers.influencer(id, fields));
            }
        }
        awaitIndexed();
    }
}
