"""The words by which names are read: compound surnames, titles, and words that name nobody."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COMPOUND_SURNAMES = frozenset(
    _words("""
        欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
        濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
        公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
        微生 梁丘 左丘 西门 第五 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师""")
)
"""Of 百家姓 and its supplements: two characters that stand for one surname."""

WOMENS_TITLES = _words("""
    女士 小姐 太太 夫人 阿姨 大妈 大姐 大嫂 大婶 大娘 婆婆 太婆 老太婆 老太 老太太 奶奶 娭毑 嫂子 老板娘 女同志""")
MENS_TITLES = _words("先生 老先生 叔叔 伯伯 大爷 大伯 大叔 大哥 爹爹 大爹 老爹 嗲嗲 爷爷 老爷子 老头 老头子 男同志")
TITLES = (
    *WOMENS_TITLES,
    *MENS_TITLES,
    *_words("""
        师傅 老师 医生 大夫 律师 老板 经理 主任 同志 书记 警官 会计 护士 队长 店长 厂长 校长 院长 所长
        老人 居民 业主 房东 租户 租客 住户 户主 商户 店主 姓居民 姓业主 姓女士 姓先生"""),
)
"""Behind a surname they make a title form; behind a full name they are cut off."""

WOMENS_ENDINGS = _words("姐 嫂 姨 婶 妈 奶 婆 氏")
MENS_ENDINGS = _words("哥 叔 伯 爷 爹")
SURNAME_ENDINGS = (
    *WOMENS_ENDINGS,
    *MENS_ENDINGS,
    *_words("总 工 老 太 某 某某 某某某 某甲 某乙 某丙 某丁 某女 某男"),
)
"""Behind a surname they make a title form; elsewhere they may belong to a name."""

KIN = _words("""
    妈妈 母亲 爸爸 父亲 父母 儿子 女儿 丈夫 妻子 老公 老婆 爱人 配偶 家属 家人 家长 亲属 子女 哥哥 弟弟 姐姐
    妹妹 儿媳 女婿 孙子 孙女 外孙 外甥 侄子 侄女 岳父 岳母 公公 亲戚 监护人 亲友 朋友 邻居 同事 代理人 之子
    之女 之妻 之夫 之母 之父""")
"""Behind a name they mean someone else, whose name is not stated: 王丽的儿子, 王丽家属."""

ROLES = _words("""
    业主 居民 租户 租客 承租人 房东 出租人 住户 户主 产权人 房主 商户 店主 经营者 负责人 联系人 反映人 投诉人
    举报人 报告人 来电人 当事人 申请人 被申请人 被投诉人 被反映人 第三人 代理人 见证人 代表 业主代表
    居民代表 楼栋长 网格员 志愿者 群众 市民 村民 本人 甲方 乙方 老师 医生 律师 师傅 老板 经理 姓名 名字""")
"""Before or behind a full name they are cut off: 业主王丽, 申请人：王丽, 王丽（户主）."""

FORMER_NAME = _words(
    "曾用名 曾用 曾名 又名 原名 别名 亦名 旧名 旧姓名 也叫 又叫 原叫 更名为 更名 改名为 改名 现名 现用名"
)
"""What stands before another name of the same person."""

NICKNAME = _words("小名 乳名 绰号 外号 化名 艺名 网名 笔名 昵称 微信名")
"""What stands before a name that no register holds: it is left out."""

NOBODY = frozenset(
    (
        *_words("""
            未知 不详 不明 匿名 匿名者 无 无名 无名氏 佚名 没有 空 空白 不愿透露 不愿透露姓名 未提供 未具名 不具名
            未署名 未登记 未填 未填写 未留 未留姓名 不清楚 保密 暂无 暂缺 待查 待核实 待核 待定 待补 待补充 测试 多人
            众人 若干 对方 本人 某 某某 某人 群众 居民 市民 村民 业主 租户 住户 商户 网友 用户 路人 行人 同上
            热心市民 热心群众 部分业主 部分居民 全体业主 全体居民 无姓名 姓名不详 姓名未知 拒绝透露 拒绝提供 拒不透露
            NONE NULL NA N/A UNKNOWN TEST NAN ANONYMOUS"""),
        *TITLES,
        *KIN,
        *ROLES,
    )
)
"""What a form's name column holds when there is no name."""

NOBODY_BEFORE = _words(
    "匿名 未知 不详 不明 无名 热心 部分 全体 多名 若干 某 一位 一名 该 不愿 拒绝 暂无 待核 未留 未提供"
)
"""What begins with one of these names nobody: 匿名群众, 某女士, 热心市民."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍"
    "庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
    "蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋"
    "商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜"
    "海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况"
    "那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
"""Single ones, from the commonest: what begins a full name where nothing else shows that there is one."""
