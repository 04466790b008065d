package dev.demo;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What people say about themselves in their own language. */
final class Phrases {

    // in the order of Niche
    private static final Map<Language, List<String>> NICHES = table("""
            travel|food|fashion|beauty|fitness|gaming|tech|photography|music|family|interior|books|finance|pets|cars|sustainability
            Reisen|Essen|Mode|Kosmetik|Fitness|Gaming|Technik|Fotografie|Musik|Familie|Wohnen|Bücher|Finanzen|Haustiere|Autos|Nachhaltigkeit
            voyage|cuisine|mode|beauté|fitness|jeux vidéo|tech|photo|musique|famille|décoration|livres|finances|animaux|voitures|écologie
            viajes|comida|moda|belleza|fitness|videojuegos|tecnología|fotografía|música|familia|decoración|libros|finanzas|mascotas|coches|sostenibilidad
            viagens|comida|moda|beleza|fitness|games|tecnologia|fotografia|música|família|decoração|livros|finanças|pets|carros|sustentabilidade
            podróże|jedzenie|moda|uroda|fitness|gry|technologia|fotografia|muzyka|rodzina|wnętrza|książki|finanse|zwierzęta|samochody|ekologia
            seyahat|yemek|moda|güzellik|fitness|oyun|teknoloji|fotoğraf|müzik|aile|dekorasyon|kitap|finans|evcil hayvanlar|otomobil|sürdürülebilirlik
            resor|mat|mode|skönhet|träning|spel|teknik|fotografi|musik|familjeliv|inredning|böcker|ekonomi|husdjur|bilar|hållbarhet
            cestování|jídlo|móda|krása|fitness|hry|technologie|fotografie|hudba|rodina|bydlení|knihy|finance|mazlíčci|auta|udržitelnost
            du lịch|ẩm thực|thời trang|làm đẹp|thể hình|trò chơi|công nghệ|nhiếp ảnh|âm nhạc|gia đình|nội thất|sách|tài chính|thú cưng|xe hơi|sống xanh
            путешествия|еда|мода|красота|фитнес|игры|технологии|фотография|музыка|семья|интерьер|книги|финансы|питомцы|автомобили|экология
            подорожі|їжа|мода|краса|фітнес|ігри|технології|фотографія|музика|родина|інтер’єр|книги|фінанси|тварини|автомобілі|екологія
            السفر|الطعام|الموضة|الجمال|اللياقة|الألعاب|التقنية|التصوير|الموسيقى|العائلة|الديكور|الكتب|المال|الحيوانات|السيارات|الاستدامة
            यात्रा|खाना|फ़ैशन|सौंदर्य|फ़िटनेस|गेमिंग|तकनीक|फ़ोटोग्राफ़ी|संगीत|परिवार|घर की सजावट|किताबें|निवेश|पालतू जानवर|गाड़ियाँ|पर्यावरण
            旅行|グルメ|ファッション|美容|フィットネス|ゲーム|テクノロジー|写真|音楽|育児|インテリア|本|お金|ペット|車|エコ生活
            여행|맛집|패션|뷰티|운동|게임|테크|사진|음악|육아|인테리어|책|재테크|반려동물|자동차|친환경
            旅行|美食|时尚|美妆|健身|游戏|科技|摄影|音乐|亲子|家居|读书|理财|宠物|汽车|环保
            """);

    private static final Map<Language, List<String>> SENTENCES = table("""
            {niche} and everyday life in {city}|All about {niche}
            Hier dreht sich alles um {niche}.|{niche}, Kaffee und ein bisschen Chaos.|{niche} und Alltag in {city}
            Ma passion : {niche}.|{niche}, café et bonne humeur.|{city} · {niche} · petites joies
            Mi pasión: {niche}.|{niche}, café y buena compañía.|Desde {city}: {niche} y vida real.
            Minha paixão: {niche}.|{niche}, café e boas histórias.|Direto de {city}: {niche} todo dia.
            Moja pasja: {niche}.|{niche}, kawa i trochę chaosu.|{city} · {niche} · codzienność
            Tutkum: {niche}.|{niche}, kahve ve biraz kaos.|{city} · {niche} · günlük hayat
            Allt om {niche}.|Mest {niche}, ibland kaffe.|{niche} och vardag i {city}
            Moje vášeň: {niche}.|{niche}, káva a trocha chaosu.|{city} · {niche} · každý den
            Đam mê {niche}.|{niche}, cà phê và những câu chuyện nhỏ.|{city} · {niche} mỗi ngày
            Моя страсть: {niche}.|{niche}, кофе и немного хаоса.|{city} · {niche} · каждый день
            Моя пристрасть: {niche}.|{niche}, кава і трохи хаосу.|{city} · {niche} · щодня
            شغفي: {niche}.|{niche} والقهوة وحكايات كل يوم.|{niche} من {city}
            मेरा जुनून: {niche}।|{niche}, चाय और ढेर सारी कहानियाँ।|{city} से {niche}
            {niche}が大好きです。|{city}から{niche}のことを発信中。|{niche}とコーヒーの日々。
            {niche} 이야기를 나눕니다.|{city}에서 {niche} 기록 중.|{niche}, 커피, 그리고 일상.
            分享{niche}和生活。|在{city}，记录{niche}的每一天。|热爱{niche}与咖啡。
            """);

    private Phrases() {}

    static String word(Language language, Niche niche) {
        return NICHES.get(language).get(Arrays.asList(Niche.values()).indexOf(niche));
    }

    static List<String> sentences(Language language) {
        return SENTENCES.get(language);
    }

    private static Map<Language, List<String>> table(String text) {
        Map<Language, List<String>> rows = new EnumMap<>(Language.class);
        var lines = text.lines().iterator();
        for (Language language : Language.values()) {
            rows.put(language, List.of(lines.next().split("\\|", -1)));
        }
        return rows;
    }
}
