package dev.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Names in scripts that no table of letters turns into Latin, each with what its bearers put in their handles. */
record ScriptNames(List<String> first, List<String> last) {

    private static final Map<Language, ScriptNames> ALL = Map.of(
            Language.ARABIC,
            parse(
                    "محمد=Mohammed فاطمة=Fatima أحمد=Ahmed نور=Nour ليلى=Layla عمر=Omar سارة=Sara يوسف=Youssef مريم=Maryam خالد=Khaled هدى=Huda زينب=Zainab",
                    "الخطيب=Alkhatib حداد=Haddad النجار=Alnajjar المصري=Almasri منصور=Mansour العلي=Alali سليمان=Suleiman الشامي=Alshami عباس=Abbas فارس=Fares"),
            Language.HINDI,
            parse(
                    "आरव=Aarav अनन्या=Ananya दिया=Diya रोहन=Rohan प्रिया=Priya विक्रम=Vikram नेहा=Neha अर्जुन=Arjun काव्या=Kavya ईशा=Isha राहुल=Rahul मीरा=Meera",
                    "शर्मा=Sharma वर्मा=Verma गुप्ता=Gupta सिंह=Singh पटेल=Patel अय्यर=Iyer रेड्डी=Reddy जोशी=Joshi मेहता=Mehta नायर=Nair"),
            Language.JAPANESE,
            parse(
                    "さくら=Sakura 陽菜=Hina 美咲=Misaki 結衣=Yui 葵=Aoi 健太=Kenta 翔太=Shota 大輔=Daisuke 蓮=Ren 悠斗=Yuto ゆき=Yuki エミリ=Emiri",
                    "佐藤=Sato 鈴木=Suzuki 高橋=Takahashi 田中=Tanaka 伊藤=Ito 渡辺=Watanabe 山本=Yamamoto 中村=Nakamura 小林=Kobayashi 加藤=Kato"),
            Language.KOREAN,
            parse(
                    "서연=Seoyeon 민준=Minjun 지우=Jiwoo 하은=Haeun 도윤=Doyun 수빈=Subin 예준=Yejun 지민=Jimin 유진=Yujin 현우=Hyunwoo 소율=Soyul 태현=Taehyun",
                    "김=Kim 이=Lee 박=Park 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 장=Jang 임=Lim"),
            Language.CHINESE,
            parse(
                    "伟=Wei 芳=Fang 秀英=Xiuying 敏=Min 静=Jing 丽=Li 强=Qiang 磊=Lei 洋=Yang 子涵=Zihan 欣怡=Xinyi 浩然=Haoran",
                    "王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 黄=Huang 赵=Zhao 吴=Wu 周=Zhou"));

    private static ScriptNames parse(String first, String last) {
        return new ScriptNames(Arrays.asList(first.split(" ", -1)), Arrays.asList(last.split(" ")));
    }

    static boolean exist(Language language) {
        return ALL.containsKey(language);
    }

    static Name of(Language language, Dice dice) {
        ScriptNames names = ALL.get(language);
        String[] first = dice.oneOf(names.first).split("=", 2);
        String[] last = dice.oneOf(names.last).split("=", 2);
        return new Name(first[0], last[0], first[1], last[1]);
    }
}
