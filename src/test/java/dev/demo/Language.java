package dev.demo;

import java.util.List;
import java.util.Locale;

/** The languages demo users write in, how many of them there are, and where they live. */
enum Language {
    ENGLISH(
            "en",
            29,
            "",
            "London=London, UK | Austin=Austin, TX | Toronto=Toronto, Canada | Lagos=Lagos, Nigeria"
                    + " | Sydney=Sydney, Australia | New York=New York, NY | Dublin=Dublin, Ireland | Nairobi=Nairobi, Kenya"),
    GERMAN("de", 9, "Germany", "Berlin | Hamburg | München=Munich | Köln=Cologne | Leipzig | Düsseldorf"),
    FRENCH("fr", 7, "France", "Paris | Lyon | Marseille | Bordeaux | Besançon | Saint-Étienne"),
    SPANISH(
            "es",
            9,
            "",
            "Madrid=Madrid, Spain | Málaga=Málaga, Spain | Ciudad de México=Mexico City, Mexico"
                    + " | Bogotá=Bogotá, Colombia | Córdoba=Córdoba, Argentina"),
    PORTUGUESE("pt-BR", 7, "Brazil", "São Paulo | Rio de Janeiro | Florianópolis | Recife | Brasília"),
    POLISH("pl", 4, "Poland", "Warszawa=Warsaw | Kraków | Gdańsk | Łódź | Wrocław"),
    TURKISH("tr", 4, "Türkiye", "İstanbul=Istanbul | Ankara | İzmir=Izmir | Muğla"),
    SWEDISH("sv-SE", 3, "Sweden", "Stockholm | Göteborg=Gothenburg | Malmö | Umeå"),
    CZECH("cs-CZ", 3, "Czechia", "Praha=Prague | Brno | Plzeň | České Budějovice"),
    VIETNAMESE("vi", 3, "Vietnam", "Hà Nội=Hanoi | Đà Nẵng=Da Nang | Huế=Hue | Cần Thơ=Can Tho"),
    RUSSIAN("ru", 3, "", "Алматы=Almaty, Kazakhstan | Тбилиси=Tbilisi, Georgia | Москва=Moscow, Russia"),
    UKRAINIAN("uk", 3, "Ukraine", "Київ=Kyiv | Львів=Lviv | Одеса=Odesa | Харків=Kharkiv"),
    ARABIC("ar", 4, "", "القاهرة=Cairo, Egypt | دبي=Dubai, UAE | الرياض=Riyadh, Saudi Arabia | عمّان=Amman, Jordan"),
    HINDI("hi", 4, "India", "दिल्ली=Delhi | मुंबई=Mumbai | जयपुर=Jaipur | लखनऊ=Lucknow"),
    JAPANESE("ja", 5, "Japan", "東京=Tokyo | 大阪=Osaka | 京都=Kyoto | 札幌=Sapporo | 福岡=Fukuoka"),
    KOREAN("ko", 4, "South Korea", "서울=Seoul | 부산=Busan | 제주=Jeju | 대구=Daegu"),
    CHINESE("zh-CN", 4, "China", "北京=Beijing | 上海=Shanghai | 成都=Chengdu | 深圳=Shenzhen");

    private final Locale locale;
    private final int share;
    private final String country;
    private final String places;

    Language(String tag, int share, String country, String places) {
        this.locale = Locale.forLanguageTag(tag);
        this.share = share;
        this.country = country;
        this.places = places;
    }

    Locale locale() {
        return locale;
    }

    int share() {
        return share;
    }

    List<Place> places() {
        return Place.parse(country, places);
    }
}
