import { useTranslation } from 'react-i18next';
import { type ApplicationFile } from '@app/contracts/credit-application';
import { ITEMS, useItemName } from './item-name';

const ASPECTS = [1, 2, 3, 4] as const;

/** The 72 answers as 18 cards of four, as they were recorded. */
export const AnswerCards = ({ answers }: Readonly<{ answers: ApplicationFile['answers'] }>) => {
  const { t } = useTranslation();
  const nameOf = useItemName();
  return (
    <ul className="answer-cards">
      {ITEMS.map((code) => (
        <li key={code}>
          <h3 title={nameOf(code)}>
            <span className="quiet">{code}</span> {nameOf(code)}
          </h3>
          <ol>
            {ASPECTS.map((n) => {
              const answer = answers[`${code}.${n}`] ?? 'none';
              return (
                <li
                  key={n}
                  className={`aspect ${answer}`}
                  title={`${code}.${n} ${t(`application.answersFull.${answer}`)}`}
                >
                  <span className="unseen">{`${code}.${n} `}</span>
                  {t(`application.answers.${answer}`)}
                </li>
              );
            })}
          </ol>
        </li>
      ))}
    </ul>
  );
};
