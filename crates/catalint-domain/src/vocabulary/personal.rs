//! Words for data of a person that must not be published.

/// Numbers of identity cards.
pub const ID: &str = "
    公民身份证件号码 公民身份证件编号 公民身份证件号 公民身份证号码 公民身份证编号 公民身份证号
    居民身份证件号码 居民身份证件编号 居民身份证件号 居民身份证号码 居民身份证编号 居民身份证号
    身份证件号码 身份证件编号 身份证件号 身份证号码 身份证编号 身份证号";

/// Other numbers and addresses of a person.
pub const OTHERS: &str = "
    公民身份号码 残疾人证号 残疾证号 社会保障卡号 社会保障号码 护照号码
    家庭详细住址 家庭住址 个人手机号码 个人手机号 个人银行账号 个人银行账户";

/// Of a body as often as of a person: only where the content names persons.
pub const ACCOUNTS: &str = "银行账号 银行账户 银行帐号 银行卡号 户籍地址";

/// All of them.
pub fn words() -> impl Iterator<Item = &'static str> {
    [ID, OTHERS, ACCOUNTS].into_iter().flat_map(str::split_whitespace)
}
