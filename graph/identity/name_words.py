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

TITLES = _words("""
    女士 先生 小姐 太太 夫人 阿姨 叔叔 伯伯 大爷 大妈 大伯 大叔 大姐 大哥 大嫂 婆婆 爹爹 奶奶 爷爷
    师傅 老师 医生 律师 老板 老板娘 经理 主任 同志 嫂子 居民 业主 家属 姓居民 姓业主""")
"""Behind a surname they make a title form; behind a full name they are cut off."""

SURNAME_ENDINGS = _words("总 工 姐 哥 嫂 某 某某 某某某 某甲 某乙 某丙 某丁")
"""Behind a surname they make a title form; elsewhere they may belong to a name."""

NOBODY = frozenset(
    _words("""
        未知 不详 不明 匿名 匿名者 无 无名 无名氏 佚名 没有 空 不愿透露 不愿透露姓名 未提供 未具名
        未署名 未登记 未填 不清楚 保密 暂无 待查 待核实 测试 多人 众人 若干 对方 本人 某 某某 某人
        群众 居民 市民 业主 租户 住户 网友 用户 热心市民 热心群众 部分业主 部分居民 全体业主
        来电人 反映人 投诉人 举报人 报告人 当事人 申请人 被申请人 NONE NULL NA N/A UNKNOWN TEST""")
)
"""What a form's name column holds when there is no name."""

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
